console.log("a command");
