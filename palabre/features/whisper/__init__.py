"""The souffleur: a supervisor listens to a conversation, whispers to the agent, joins in, or takes over."""
