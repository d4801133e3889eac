"""The files of the switch, with `$names` for what differs from machine to machine."""
