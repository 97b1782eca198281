console.log("stays at home");
