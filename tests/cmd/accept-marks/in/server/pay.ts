const demo = "sk_live_<<alnum:24>>"; // «keyside»: allow stripe-secret-key -- of the public demo
// «keyside»: allow-next-line stripe -- of the public demo
const demo2 = "sk_live_<<alnum:25>>";
const real = "sk_live_<<alnum:26>>"; // «keyside»: allow stripe-secret-key
const other = "sk_live_<<alnum:27>>"; // «keyside»: allow stripe-secert-key -- of the public demo
// «keyside»: allow-begin github -- of the tests
const token = "ghp_<<github-crc32:36>>";
