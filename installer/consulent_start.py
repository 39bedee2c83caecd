"""Where PyInstaller starts reading; the frozen program is the same command as `consulent`."""

from multiprocessing import freeze_support

from consulent_app.cli import main

# A process of letters or counts starts here too, and must not begin the program once more.
if __name__ == "__main__":
    freeze_support()
    raise SystemExit(main())
