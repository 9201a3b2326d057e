"""What a programme publishes: portal pages, editions (Typst), release and dissemination."""
