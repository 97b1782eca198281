const clientSecret = "pay_<<alnum:20>>_secret_<<alnum:20>>";
