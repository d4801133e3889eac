"""Text messages that scenarios send: templates, and an outbox that loses none."""
