"""Pages of signing in, of posts and their holders, and of the audit."""
