"""Account-wide variables: values that all scenarios of a company share, and that people and calls change."""
