"""The pages of the calendar: month, week, agenda and year over everything dated, and what stands beside them."""
