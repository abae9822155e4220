"""How good a health-education material is: score sheets, their arithmetic, and what can be measured on its text."""
