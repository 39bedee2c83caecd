; Installs Consulent for all users of a computer. build_installer.py runs this on Windows:
;   iscc /DVersie=0.1.0 /DWortel=C:\pad\naar\de\broncode consulent.iss
; Not yet run: what Windows needs was written without a Windows to try it on (docs/installeren.md).

#ifndef Versie
  #error Geef de versie mee: /DVersie=...
#endif
#ifndef Wortel
  #error Geef de map met de broncode mee: /DWortel=...
#endif

[Setup]
; The same for every version, so that a newer one takes the place of an older one.
AppId={{9B0F6E0C-5C0B-4E0B-9D0E-6B6A2A1C7F41}
AppName=Consulent
AppVersion={#Versie}
AppVerName=Consulent {#Versie}
AppPublisher=Team Consulent
VersionInfoVersion={#Versie}
DefaultDirName={autopf}\Consulent
DisableDirPage=auto
DisableProgramGroupPage=yes
; Per machine: a program that a user can change is a program that malware can change.
PrivilegesRequired=admin
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
OutputDir={#Wortel}\dist
OutputBaseFilename=consulent-{#Versie}-setup
SetupIconFile={#Wortel}\installer\consulent.ico
UninstallDisplayIcon={app}\consulent.exe
UninstallDisplayName=Consulent
Compression=lzma2/max
SolidCompression=yes
WizardStyle=modern
ChangesAssociations=yes
; Two ways to see that it runs: whoever works with it is told to close it, and nothing is replaced under it.
CloseApplications=yes
RestartApplications=no
AppMutex=Global\ConsulentDraait
; Times of the files come from the commit, not from the build.
TimeStampsInUTC=yes
TouchDate=none

[Languages]
Name: "nl"; MessagesFile: "compiler:Languages\Dutch.isl"

[Tasks]
Name: "bureaublad"; Description: "Snelkoppeling op het bureaublad"; Flags: unchecked

[InstallDelete]
; What an older version had and this one has not must not stay: Python would load it.
Type: filesandordirs; Name: "{app}\_internal"
Type: filesandordirs; Name: "{app}\licenties"

[Files]
Source: "{#Wortel}\dist\consulent\consulent.exe"; DestDir: "{app}"; Flags: ignoreversion
Source: "{#Wortel}\dist\consulent\_internal\*"; DestDir: "{app}\_internal"; Flags: ignoreversion recursesubdirs createallsubdirs
Source: "{#Wortel}\dist\consulent\licenties\*"; DestDir: "{app}\licenties"; Flags: ignoreversion recursesubdirs createallsubdirs
Source: "{#Wortel}\CHANGELOG.md"; DestDir: "{app}"; Flags: ignoreversion
Source: "{#Wortel}\installer\consulent.ico"; DestDir: "{app}"; Flags: ignoreversion

[Icons]
Name: "{autoprograms}\Consulent"; Filename: "{app}\consulent.exe"; Comment: "Toets in één gesprek alle minimaregelingen"
Name: "{autoprograms}\Consulent - Oefenen"; Filename: "{app}\consulent.exe"; Parameters: "oefenen --open"; Comment: "Oefen met verzonnen inwoners; uw eigen dossiers blijven dicht"
Name: "{autodesktop}\Consulent"; Filename: "{app}\consulent.exe"; Tasks: bureaublad

[Registry]
; A double click on a file of another workplace opens the app, which asks after the login whether to read it.
Root: HKLM; Subkey: "Software\Classes\.consulent"; ValueType: string; ValueData: "Consulent.Werkplekbestand"; Flags: uninsdeletevalue uninsdeletekeyifempty
Root: HKLM; Subkey: "Software\Classes\Consulent.Werkplekbestand"; ValueType: string; ValueData: "Consulent-bestand van een werkplek"; Flags: uninsdeletekey
Root: HKLM; Subkey: "Software\Classes\Consulent.Werkplekbestand\DefaultIcon"; ValueType: string; ValueData: "{app}\consulent.ico"
Root: HKLM; Subkey: "Software\Classes\Consulent.Werkplekbestand\shell\open\command"; ValueType: string; ValueData: """{app}\consulent.exe"" ""%1"""

[Run]
Filename: "{app}\consulent.exe"; Description: "Consulent nu openen"; Flags: nowait postinstall skipifsilent runasoriginaluser

[Messages]
nl.SetupAppRunningError=Consulent is nog open op deze computer.%n%nSluit het bij alle gebruikers, en klik daarna op OK om door te gaan.
nl.UninstallAppRunningError=Consulent is nog open op deze computer.%n%nSluit het bij alle gebruikers, en klik daarna op OK om door te gaan.

[CustomMessages]
nl.DossiersBlijven=De dossiers blijven staan in uw eigen map. Wie ze weg wil hebben, vernietigt ze eerst in het programma zelf.

[Code]
function OuderIsNieuwer(): Boolean;
var
  Staat, Sleutel: String;
  Daar, Hier: Int64;
begin
  Result := False;
  Sleutel := 'Software\Microsoft\Windows\CurrentVersion\Uninstall\{9B0F6E0C-5C0B-4E0B-9D0E-6B6A2A1C7F41}_is1';
  if RegQueryStringValue(HKLM, Sleutel, 'DisplayVersion', Staat) then
    if StrToVersion(Staat, Daar) and StrToVersion('{#Versie}', Hier) then
      Result := ComparePackedVersion(Daar, Hier) > 0;
end;

{ A store that a newer version brought up to date does not open in an older one. }
function InitializeSetup(): Boolean;
begin
  Result := True;
  if OuderIsNieuwer() then
  begin
    SuppressibleMsgBox('Er staat al een nieuwere versie van Consulent. Die blijft staan.', mbInformation, MB_OK, IDOK);
    Result := False;
  end;
end;

procedure CurUninstallStepChanged(Stap: TUninstallStep);
begin
  if Stap = usPostUninstall then
    SuppressibleMsgBox(CustomMessage('DossiersBlijven'), mbInformation, MB_OK, IDOK);
end;
