const key = `
    <<pem:RSA PRIVATE KEY>>
`;
