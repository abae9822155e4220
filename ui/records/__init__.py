"""The generic machinery: lists, forms and detail pages made from record descriptions."""
