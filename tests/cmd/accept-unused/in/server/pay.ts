const demo = process.env.KEY; // «keyside»: allow stripe-secret-key -- of the public demo
