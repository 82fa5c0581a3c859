"""`python -m applications.intake_http` prints the JSON Schema that docs/intake.schema.json holds."""

import json
import sys

from applications.intake_http.messages import schema

sys.stdout.write(json.dumps(schema(), ensure_ascii=False, indent=2) + "\n")
