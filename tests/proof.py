"""The mark that ties a test to the requirement sentences it proves (docs/requirements.yaml)."""

import pytest

proves = pytest.mark.proves
