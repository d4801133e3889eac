"""The running switch: its configuration, its process, its control socket."""
