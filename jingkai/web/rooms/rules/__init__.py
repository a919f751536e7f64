"""The rules of a zone on pages: which hold, what each says, how one is changed (draft, diff, trial, second person)."""
