"""`amargah import`: a file of another office, or one of ours, becomes a version of a dataset, and a release."""
