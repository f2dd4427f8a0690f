"""The one WSGI callable: the data plane for open data, Django for everything else."""
