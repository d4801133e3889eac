"""What happens while one side has put the other on hold: the company's music, and a reminder."""
