"""The hand-over of debt help in the form of DDAS 1.0, for the debt counsellors' own system."""
