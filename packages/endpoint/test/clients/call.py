"""Runs calls with boto3. Reads a JSON object with `endpoint` and `calls` from standard input and prints the outputs as JSON."""

import base64
import datetime
import json
import sys

import boto3
import botocore.exceptions


def write(value):
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.timezone.utc).isoformat()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    raise TypeError(type(value))


def run(client, call):
    try:
        if call["kind"] == "pages":
            paginator = client.get_paginator(call["method"])
            pages = paginator.paginate(**call["input"], PaginationConfig=call.get("config", {}))
            whole = pages.build_full_result()
            return {"output": whole}
        result = getattr(client, call["method"])(**call["input"])
        result.pop("ResponseMetadata")
        return {"output": result}
    except botocore.exceptions.ClientError as error:
        return {
            "error": type(error).__name__,
            "code": error.response["Error"]["Code"],
            "message": error.response["Error"]["Message"],
            "modelled": isinstance(error, client.exceptions.DoesNotExistException),
            "retries": error.response["ResponseMetadata"]["RetryAttempts"],
        }


request = json.load(sys.stdin)
ssm = boto3.client("ssm", endpoint_url=request["endpoint"])
json.dump([run(ssm, call) for call in request["calls"]], sys.stdout, default=write)
