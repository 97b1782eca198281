console.log("packed, though nobody runs it");
