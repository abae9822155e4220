"""The Windows product built and tried on Debian: real Windows Python, PyInstaller and Inno Setup under Wine.

``python3 -m tests.windows --lab FOLDER`` as root makes everything from nothing; see ``__main__`` for the stages.
The modules of the pipeline itself need nothing but Python; ``test_*.py`` here are tests that run on Windows.
"""
