"""What makes a program into something that a gemeente installs; `build_installer.py` puts it together."""
