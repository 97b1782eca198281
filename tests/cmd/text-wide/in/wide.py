		key	= "sk_live_<<alnum:24>>"	# tabs
料金 = "sk_live_<<alnum:24>>"  # wide
name = "🔑𝔎" + "sk_live_<<alnum:24>>"  # astral
café = "sk_live_<<alnum:24>>"  # combining
