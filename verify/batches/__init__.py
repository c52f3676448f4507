"""Laws of many instances at once, each beside the law of one instance that it must agree with."""
