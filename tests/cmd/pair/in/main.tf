provider "aws" {
  secret_key = "«<<base64:40>>»"
  access_key = "AKIA<<ALNUM:16>>"
}
