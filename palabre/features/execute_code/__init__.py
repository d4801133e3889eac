"""A few lines of JavaScript in the middle of a scenario, in a process that can reach nothing."""
