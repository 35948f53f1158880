"""The products we ask and tell, one file each. Their words stop at the door; what leaves is ours."""
