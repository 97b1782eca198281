console.log("nobody asks for it");
