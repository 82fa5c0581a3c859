// Where the service is. A released mini-program reaches https addresses only, whitelisted in its console.
module.exports = { server: "http://127.0.0.1:8000" };
