document.title = process.env.BUN_PUBLIC_TITLE ?? "";
