"""Chart descriptions and their two renderings, SVG on the server and Plotly in the browser."""
