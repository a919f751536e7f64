"""规则: dated, regional, versioned documents, and what follows from those about roles."""
