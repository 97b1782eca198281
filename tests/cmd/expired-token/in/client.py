old = "<<jwt:{"iss":"https://id.acme.io","sub":"77","exp":1700000000}>>"
new = "<<jwt:{"iss":"https://id.acme.io","sub":"78","exp":4102444800}>>"
