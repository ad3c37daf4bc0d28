# title: 連到網路與本機的埠 | connects to the network and to ports of this machine
# There is no network, and nothing listens.
# assignment: 05_model_selection
# base: stub
# mangle: undraw
# shows: refused ('8.8.8.8', 53)
# expect: n_parameters = 0
# expect: aic = 0
# expect: bic = 0

# %%
def attempt(what, action):
    try:
        print("BREACH", what, action())
    except (Exception, SystemExit) as error:
        print("refused", what, type(error).__name__)

# %%
import socket
import urllib.request

for address in (("127.0.0.1", 22), ("127.0.0.1", 8888), ("8.8.8.8", 53), ("169.254.169.254", 80), ("10.0.2.2", 80)):
    attempt(address, lambda: socket.create_connection(address, 0.2))
attempt("IPv6", lambda: socket.create_connection(("::1", 80), 0.2))
attempt("UDP", lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", ("8.8.8.8", 53)))
attempt("name", lambda: socket.gethostbyname("pypi.org"))
attempt("http", lambda: urllib.request.urlopen("http://example.org", timeout=0.5))
server = socket.socket()
attempt("TCP server", lambda: (server.bind(("127.0.0.1", 0)), server.listen(), socket.create_connection(server.getsockname(), 0.2)))
