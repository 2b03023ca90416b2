"""Runs the command lines of a JSON array of arrays of words with the AWS CLI of this interpreter, and prints a JSON array of
what they wrote. Each runs in a fork, so that the CLI and its model of SSM are loaded once."""

import json
import os
import sys

from awscli.clidriver import create_clidriver

driver = create_clidriver()
driver.session.get_service_model("ssm")


def run(words):
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        os.dup2(writer, 1)
        code = driver.main(words)
        sys.stdout.flush()
        os._exit(code)
    os.close(writer)
    with os.fdopen(reader, encoding="utf-8") as printed:
        output = printed.read()
    os.waitpid(child, 0)
    return output


print(json.dumps([run(words) for words in json.load(sys.stdin)]))
