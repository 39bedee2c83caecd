"""Where PyInstaller starts reading; the frozen program is the same command as `consulent`."""

from consulent_app.cli import main

raise SystemExit(main())
