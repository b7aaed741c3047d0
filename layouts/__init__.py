"""What a reader sees: shell, pages, components, figures, text, routes, theme."""
