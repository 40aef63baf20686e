#!/usr/bin/env python3
"""A time-stamp authority (RFC 3161) on loopback: OpenSSL makes root, certificate and answers; this carries them over HTTP.

    time_authority.py FOLDER

FOLDER gets goc.pem, the root. Prints the port, then serves until its standard input ends:
/tsr answers; /chunked the same in pieces; /other answers a question of its own; /busy is out of service; /refuse says no."""
import http.server, os, subprocess, sys, threading

folder = os.path.abspath(sys.argv[1])
CONFIG = f"""
[tsa]
default_tsa = one
[one]
serial = {folder}/serial
crypto_device = builtin
signer_cert = {folder}/tsa.pem
certs = {folder}/goc.pem
signer_key = {folder}/tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
ordering = no
tsa_name = no
ess_cert_id_chain = no
ess_cert_id_alg = sha256
"""


def openssl(*arguments, data=None):
    return subprocess.run(["openssl", *arguments], input=data, check=True, capture_output=True, cwd=folder).stdout


def write(name, text):
    with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
        file.write(text)


def found():
    write("tsa.cnf", CONFIG)
    write("serial", "01\n")
    write("tsa.ext", "extendedKeyUsage=critical,timeStamping\nkeyUsage=critical,digitalSignature\n")
    openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", "goc.key", "-out", "goc.pem",
            "-days", "3650", "-subj", "/CN=TSA Root Test", "-addext", "keyUsage=critical,keyCertSign,cRLSign")
    openssl("req", "-newkey", "rsa:2048", "-nodes", "-keyout", "tsa.key", "-out", "tsa.csr", "-subj", "/CN=TSA Test")
    openssl("x509", "-req", "-in", "tsa.csr", "-CA", "goc.pem", "-CAkey", "goc.key", "-CAcreateserial", "-days", "3650", "-extfile",
            "tsa.ext", "-out", "tsa.pem")


def answer_to(question):
    with open(os.path.join(folder, "question.tsq"), "wb") as file:
        file.write(question)
    openssl("ts", "-reply", "-config", "tsa.cnf", "-queryfile", "question.tsq", "-out", "answer.tsr")
    with open(os.path.join(folder, "answer.tsr"), "rb") as file:
        return file.read()


class Authority(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        question = self.rfile.read(int(self.headers["Content-Length"]))
        if self.path == "/busy" or self.headers["Content-Type"] != "application/timestamp-query":
            self.send_error(503)
            return
        if self.path == "/other":
            write("other.txt", "another text")
            question = openssl("ts", "-query", "-data", "other.txt", "-sha256", "-cert")
        if self.path == "/refuse":
            answer = bytes.fromhex("30053003020102")  # status rejection, no token
        else:
            answer = answer_to(question)
        self.send_response(200)
        self.send_header("Content-Type", "application/timestamp-reply")
        if self.path == "/chunked":
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            for at in range(0, len(answer), 500):
                piece = answer[at:at + 500]
                self.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece))
            self.wfile.write(b"0\r\n\r\n")
        else:
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)
        self.close_connection = True

    def log_message(self, *_):
        pass


found()
server = http.server.HTTPServer(("127.0.0.1", 0), Authority)
threading.Thread(target=server.serve_forever, daemon=True).start()
print(server.server_port, flush=True)
sys.stdin.read()
