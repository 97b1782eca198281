TOKEN = "acme_<<hex:32>>"
