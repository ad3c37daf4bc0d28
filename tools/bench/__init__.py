"""``make bench``: what the kit costs beside stock nbgrader and beside a bare warm fork, on the same notebooks."""
