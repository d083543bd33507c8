"""Reports as pages that need nothing else: data from evaluation, one template each."""
