"""Charts and maps: one Vega-Lite specification each, drawn on the server for page, download and print."""
