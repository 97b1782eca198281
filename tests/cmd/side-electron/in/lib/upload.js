exports.upload = () => fetch("https://example.com");
