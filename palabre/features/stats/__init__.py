"""What became of the calls: their history, with the story of each."""
