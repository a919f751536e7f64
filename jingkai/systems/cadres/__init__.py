"""What a person did, by what is on record (干部实绩纪实): evidence, never a verdict and never a ranking."""
