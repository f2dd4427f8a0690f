"""The demo: real figures, brought in through the doors that the staff uses."""
