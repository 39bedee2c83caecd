"""`python -m consulent_app` is the same program as `consulent`."""

from consulent_app.cli import main

raise SystemExit(main())
