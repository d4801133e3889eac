"""`python -m palabre`."""

from palabre.cli import main

main()
